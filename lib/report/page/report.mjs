import { SimulationPictures } from './pictures.mjs';

/** Charts are made as soon as somebody comes near, so that many SLOs are there as quickly as one. */
const NEAR = '1500px';

const { textContent } = document.getElementById('pictures');
const waiting = new Map();
const near = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) mount(target);
  },
  { rootMargin: NEAR },
);

for (const [index, drawn] of JSON.parse(textContent).entries()) {
  const place = document.querySelector(`[data-pictures="${index}"]`);
  place.replaceChildren();
  waiting.set(place, new SimulationPictures(place, index, drawn));
  near.observe(place);
}

// On paper there is no coming near.
addEventListener('beforeprint', () => {
  for (const place of waiting.keys()) mount(place);
});

function mount(place) {
  near.unobserve(place);
  waiting.get(place)?.mount();
  waiting.delete(place);
}

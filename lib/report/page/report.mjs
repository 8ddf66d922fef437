import { SimulationPictures } from './pictures.mjs';

const { textContent } = document.getElementById('pictures');
for (const [index, drawn] of JSON.parse(textContent).entries()) {
  new SimulationPictures(document.querySelector(`[data-pictures="${index}"]`), index, drawn).mount();
}

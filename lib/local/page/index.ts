export { SPEEDS } from './server';
export { StoryPage } from './story-page';

// For the bundle of a report; the page of `npm start` is served the package's file under this address.
export { default } from 'uplot';

/** ora in a bundle of its own, which is read only when it is wanted. */
export { default as ora, type Ora } from 'ora';

/** Whether another client got a listing in one mode; null where it could not be made to try just that. */
export type OracleTrial =
  | { readonly works: true }
  | { readonly works: false; readonly why: string }
  | { readonly works: null; readonly why: string };

import * as v from 'valibot';

/** Milliseconds from the start of the run; negative only by the rounding of a clock. */
export const milliseconds = v.number();
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** ISO 8601, UTC. */
export const timestamp = v.pipe(v.string(), v.isoTimestamp());

export const endpointSchema = v.looseObject({
  host: v.string(),
  port: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535)),
});

export const familySchema = v.picklist([4, 6]);
export const modeCommandSchema = v.picklist(['PASV', 'EPSV', 'PORT', 'EPRT']);

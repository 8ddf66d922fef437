/** What the parameter `deliveriesParameterName` holds while deliveries are switched on; the template's value. */
export const DELIVERIES_ON = 'on';
/** … and while they are switched off by hand. */
export const DELIVERIES_OFF = 'off';

/** Only the one word switches off: a parameter that is missing or unreadable must not silence anybody. */
export function deliveriesAreOn(value: string | undefined): boolean {
  return value?.trim().toLowerCase() !== DELIVERIES_OFF;
}

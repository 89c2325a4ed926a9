/** On every ticket the portal files. */
export const PORTAL_TAG = 'vtex_portal';

/** Nobody's id: asks the same statement about a person who does not exist (RFC 9562, 5.9). */
export const NOBODY = '00000000-0000-0000-0000-000000000000';

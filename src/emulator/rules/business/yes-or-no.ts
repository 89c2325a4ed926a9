export const YES_OR_NO = [
  { value: 'true', title: 'Yes' },
  { value: 'false', title: 'No' },
] as const;

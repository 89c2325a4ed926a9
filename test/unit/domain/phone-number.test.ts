import { maskPhoneNumber, phonePrefix, toPhoneNumber } from '../../../src/domain/phone-number';

const SERVED = ['55', '54', '351', '1', '1809'];

test.each([
  ['+5521998765432', '+5521998765432'],
  [' +55 (21) 99876-5432 ', '+5521998765432'],
  ['+351 912.345.678', '+351912345678'],
  ['+1 718 555 0100', '+17185550100'],
  ['+1 809 555 0100', '+18095550100'],
])('T-27 %j is the number %s', (typed, number) => {
  expect(toPhoneNumber(typed, SERVED)).toEqual({ number });
});

test.each([
  ...[
    '',
    '21998765432',
    '005521998765432',
    '+0521998765432',
    '+55',
    '+5521998',
    '+5521998765432123',
  ],
  ...['+55 21 9987O 5432', '+5521998765432,+5521998765433', '+5521998765432\n+5521998765433x'],
  ...['٥٥٢١٩٩٨٧٦٥٤٣٢', '+٥٥٢١٩٩٨٧٦٥٤٣٢', '+55;ext=1', 'tel:+5521998765432'],
])('T-27 %j is no number', (typed) => {
  expect(toPhoneNumber(typed, SERVED)).toEqual({ fault: 'bad_number' });
});

test.each(['+18765550100', '+12425550100', '+447700900123', '+88213000000', '+9725555555'])(
  'T-28 %s is in a country we send nothing to',
  (typed) => {
    expect(toPhoneNumber(typed, SERVED)).toEqual({ fault: 'country_not_served' });
  },
);

test('a page shows how a number begins and ends', () => {
  expect(maskPhoneNumber('+5521998765432')).toBe('+55 •••• 32');
});

test('T-28 numbers that differ in their last four digits share a prefix', () => {
  expect(phonePrefix('+5521998765432')).toBe(phonePrefix('+5521998760001'));
  expect(phonePrefix('+5521998765432')).not.toBe(phonePrefix('+5521998775432'));
});

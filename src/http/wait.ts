import type { Words } from './words';

/** @returns how long to wait, rounded up, in the unit people would say it in */
export function sayWait(words: Words, seconds: number): string {
  const minutes = Math.max(1, Math.ceil(seconds / 60));
  if (minutes <= 90) return words.count('wait.minutes', minutes);
  const hours = Math.ceil(minutes / 60);
  return hours <= 48
    ? words.count('wait.hours', hours)
    : words.count('wait.days', Math.ceil(hours / 24));
}

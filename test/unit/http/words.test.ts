import en from '../../../config/locales/en.json';
import es from '../../../config/locales/es.json';
import pt from '../../../config/locales/pt.json';
import { createWords } from '../../../src/http/words';

describe('the words of the pages', () => {
  it('are the same keys, plural forms and placeholders in every language', () => {
    expect(() => createWords({ en, pt, es })).not.toThrow();
  });

  it('stop the start when a language lacks a sentence', () => {
    const shorter: Partial<typeof pt> = { ...pt };
    delete shorter['form.send'];
    expect(() => createWords({ en, pt: shorter, es })).toThrow('pt: form.send is missing');
  });

  it('stop the start when a language has a sentence of its own', () => {
    expect(() => createWords({ en, pt, es: { ...es, extra: 'x' } })).toThrow(
      'es: extra is not in en',
    );
  });

  it('stop the start when a placeholder is lost in translation', () => {
    const broken = { ...es, 'error.reference': 'Referencia' };
    expect(() => createWords({ en, pt, es: broken })).toThrow('error.reference needs');
  });

  it('stop the start when a plural form is missing', () => {
    const broken = { ...pt, 'error.retry': { one: '{count}', other: '{count}' } };
    expect(() => createWords({ en, pt: broken, es })).toThrow(
      'error.retry needs other plural forms',
    );
  });

  it('use the plural form of the number', () => {
    const words = createWords({ en, pt, es });
    expect(words.en.count('problems.title', 1)).toBe('There is 1 problem to correct');
    expect(words.en.count('problems.title', 2)).toBe('There are 2 problems to correct');
    expect(words.pt.count('problems.title', 1_000_000)).toBe('Há 1.000.000 problemas a corrigir');
    expect(words.es.count('error.retry', 1)).toBe('Inténtalo de nuevo en 1 minuto.');
  });

  it('show a moment with its zone, and a size in the language’s way', () => {
    const words = createWords({ en, pt, es });
    expect(words.en.dateTime(new Date('2026-11-22T21:05:00Z'))).toMatch(
      /Nov 22, 2026.*9:05.PM UTC/,
    );
    expect(words.pt.time(new Date('2026-11-22T21:05:00Z'))).toContain('21:05');
    expect(words.pt.size(1_572_864)).toBe('1,5 MB');
  });
});

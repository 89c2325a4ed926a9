import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import jest from 'eslint-plugin-jest';
import tseslint from 'typescript-eslint';

/** The floors of the house (ARCHITECTURE.md): what each room under src/ may import besides itself. */
const mayImport = {
  domain: [],
  settings: ['domain'],
  storage: ['domain'],
  messages: ['domain'],
  'member-files': ['domain'],
  vtex: ['domain'],
  zendesk: ['domain'],
  mirror: ['domain', 'storage', 'zendesk'],
  outbox: ['domain', 'storage', 'zendesk'],
  sync: ['domain', 'zendesk'],
  'use-cases': ['domain', 'storage', 'messages', 'mirror', 'outbox'],
  http: ['domain', 'use-cases'],
};
const zone = (room, allowed) => ({
  target: `./src/${room}`,
  from: './src',
  except: [room, ...allowed].map((path) => `./${path}`),
  message: `src/${room} may import only: ${[...allowed, 'itself'].join(', ')}.`,
});
/** Open to every room but the JSON shapes, the emulator and the stand-ins. */
const ground = ['errors.ts', 'lanes.ts', 'log.ts', 'steps.ts'];
const zones = [
  ...Object.entries(mayImport).map(([room, allowed]) => zone(room, [...allowed, ...ground])),
  zone('zendesk/wire', []),
  zone('emulator', ['zendesk/wire']),
  zone('stand-ins', []),
  {
    target: ['./src/mirror', './src/outbox', './src/sync'],
    from: './src/zendesk/wire',
    message: 'JSON shapes stay in src/zendesk.',
  },
];

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', '.data/**'] },
  {
    files: ['src/**/*.{ts,tsx}', 'scripts/**/*.ts', 'test/**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    plugins: { 'import-x': importX },
    languageOptions: { parserOptions: { projectService: true } },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-cycle': 'error',
      'import-x/no-default-export': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/require-await': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'JSXAttribute[name.name="dangerouslySetInnerHTML"]',
          message: 'Pages escape by default; raw HTML needs its own reviewed component.',
        },
      ],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}', 'scripts/**/*.ts'],
    ignores: ['src/settings/environment.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'Only src/settings/environment.ts reads it.',
        },
      ],
    },
  },
  {
    files: ['test/**/*.{ts,tsx}'],
    ...jest.configs['flat/recommended'],
    rules: {
      ...jest.configs['flat/recommended'].rules,
      'jest/no-disabled-tests': 'error',
      'jest/no-focused-tests': 'error',
      'jest/expect-expect': 'error',
    },
  },
);

import { dictionary } from '@zxcvbn-ts/language-common';

/** What people here choose and lists made elsewhere do not hold. */
const LOCAL = [
  ...['vtex', 'suporte', 'soporte', 'support', 'senha', 'minhasenha', 'contrasena', 'contraseña'],
  ...['micontraseña', 'micontrasena', 'mudar', 'trocar', 'cambiar', 'bemvindo', 'bienvenido'],
  ...['corinthians', 'palmeiras', 'flamengo', 'ecommerce', 'loja', 'tienda', 'admin', 'master'],
];

/** The 49,000 passwords leaked most often, lower case; 17,000 of them are long enough to be chosen. */
const common = new Set([...dictionary['passwords-common'], ...LOCAL]);

export function isCommonPassword(word: string): boolean {
  return common.has(word);
}

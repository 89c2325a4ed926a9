import { Liquid } from 'liquidjs';
import type { State } from '../../../state';
import { renderDynamicContent } from '../../render-dynamic-content';

/** Templates know no files, no methods of what they are given, and do not work for ever. */
const liquid = new Liquid({
  templates: {},
  ownPropertyOnly: true,
  parseLimit: 200_000,
  renderLimit: 1_000,
  memoryLimit: 10_000_000,
});

/**
 * Renders a rule's text. The template is the administrator's; what people wrote comes in as values
 * and is never read as a template.
 * @param localeId the reader's language
 * @returns the text; a template that cannot be read says so in its place, as Liquid does
 */
export function render(
  state: State,
  template: string,
  values: Record<string, unknown>,
  localeId: number,
): string {
  try {
    const whole = renderDynamicContent(state, template, localeId);
    return String(liquid.parseAndRenderSync(whole, values));
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    return `Liquid error: ${reason}`;
  }
}

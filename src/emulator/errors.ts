/** What the API answers when it cannot do what was asked. The bodies follow Zendesk's own envelopes. */
export class ApiError extends Error {
  readonly status: number;
  /** A string is sent as plain text, as Zendesk does in a few places. */
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, body: unknown, headers: Record<string, string> = {}) {
    super(`${status}`);
    this.name = 'ApiError';
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

export interface FieldProblem {
  description: string;
  error?: 'BlankValue' | 'DuplicateValue' | 'InvalidValue' | 'InvalidFormat';
  field_key?: number;
}

/** A 422 with one or more problems under each field's name. */
export function recordInvalid(details: Record<string, FieldProblem[]>): ApiError {
  return new ApiError(422, {
    error: 'RecordInvalid',
    description: 'Record validation errors',
    details,
  });
}

/** A 422 about one field. */
export function invalidField(
  field: string,
  description: string,
  error: FieldProblem['error'] = 'InvalidValue',
): ApiError {
  return recordInvalid({ [field]: [{ description, error }] });
}

export const recordNotFound = () =>
  new ApiError(404, { error: 'RecordNotFound', description: 'Not found' });

export const invalidEndpoint = () =>
  new ApiError(404, { error: 'InvalidEndpoint', description: 'Not found' });

export const parameterMissing = (name: string) =>
  new ApiError(400, {
    error: 'ParameterMissing',
    description: `Required parameter missing: ${name}`,
  });

export const invalidAttribute = (message: string) =>
  new ApiError(400, { error: { title: 'Invalid attribute', message } });

export const tooManyValues = (name: string, max: number) =>
  new ApiError(400, {
    error: 'TooManyValues',
    description: `${name} exceeded maximum (${max}) values`,
    max_count: max,
  });

export const unauthenticated = () => new ApiError(401, { error: "Couldn't authenticate you" });

export const invalidToken = () =>
  new ApiError(401, {
    error: 'invalid_token',
    error_description: 'The access token is unknown, revoked or expired.',
  });

export const forbidden = () =>
  new ApiError(403, {
    error: {
      title: 'Forbidden',
      message: 'You do not have access to this page. Ask the owner of this account for access.',
    },
  });

export const malformedJson = () =>
  new ApiError(400, {
    error: { title: 'Invalid JSON', message: 'Server could not parse JSON' },
  });

export const notImplemented = (method: string, path: string) =>
  new ApiError(501, {
    error: 'NotImplementedByEmulator',
    description: `${method} ${path} is documented by Zendesk; this emulator does not have it yet.`,
  });

/** @returns what the body of an error says, for a person to read */
export function sentenceOf(body: unknown): string {
  const { details, description } = body as {
    details?: Record<string, { description: string }[]>;
    description?: string;
  };
  const problems = Object.values(details ?? {}).flat();
  if (problems.length > 0) return problems.map((problem) => problem.description).join('. ');
  return description ?? 'The change was refused.';
}

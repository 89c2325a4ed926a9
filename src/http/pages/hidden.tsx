interface HiddenProps {
  readonly name: string;
  readonly value: string;
}

export function Hidden({ name, value }: HiddenProps) {
  return <input type="hidden" name={name} value={value} />;
}

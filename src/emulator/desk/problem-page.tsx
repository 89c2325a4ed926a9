import { Layout } from './layout';

export function ProblemPage({ sentence }: { sentence: string }) {
  return (
    <Layout title="Agent desk">
      <p role="alert">{sentence}</p>
      <p>
        <a href="/">All tickets</a>
      </p>
    </Layout>
  );
}

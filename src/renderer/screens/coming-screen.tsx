/** Stands here until the screens do. */
export function ComingScreen() {
  return (
    <section>
      <h1>Pickspan</h1>
      <p>The screens are not part of this version. The station runs on the command line: pickspan terminal.</p>
    </section>
  );
}

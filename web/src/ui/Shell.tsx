/** What surrounds every screen. */
export function Shell() {
  return (
    <main>
      <h1>DeepWiki</h1>
    </main>
  );
}

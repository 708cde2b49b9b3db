/** The name of a heading in an address, another one each time that the same heading comes. */
export function slugOf(heading: string, seen: Map<string, number>): string {
  const plain =
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
      .trim()
      .replace(/ +/g, '-')
      .slice(0, 80) || 'section';
  const before = seen.get(plain) ?? 0;
  seen.set(plain, before + 1);
  return before === 0 ? plain : `${plain}-${before}`;
}

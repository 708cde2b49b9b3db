export default {
  title: 'Access code',
  why: 'This DeepWiki is shared by a team. Enter the access code that its operator gave you.',
  code: 'Access code',
  enter: 'Enter',
  wrong: 'This is not the access code. Check it for capital letters and spaces.',
};

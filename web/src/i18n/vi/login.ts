export default {
  title: 'Mã truy cập',
  why: 'DeepWiki này được dùng chung trong một nhóm. Hãy nhập mã truy cập mà người vận hành đã cung cấp cho bạn.',
  code: 'Mã truy cập',
  enter: 'Vào',
  wrong: 'Mã truy cập không đúng. Hãy kiểm tra chữ hoa và khoảng trắng.',
};

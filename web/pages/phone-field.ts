/** A phone number stands as people write it once its field is left; the server reads any spelling. */

export {}; // a module of its own

const HOME = /^(?:\+?7|8)?(\d{3})(\d{3})(\d{2})(\d{2})$/;
const BETWEEN = /[\s()./\u2010-\u2015-]/g;

for (const field of document.querySelectorAll<HTMLInputElement>('input[type="tel"]')) {
  field.addEventListener("change", () => {
    const number = HOME.exec(field.value.replace(BETWEEN, ""));
    if (number) field.value = `+7 ${number[1]} ${number[2]}-${number[3]}-${number[4]}`;
  });
}

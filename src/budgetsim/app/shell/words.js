// Which language the page around the areas speaks: that of the address, else the lab's; the areas change it later.
const labTags = /* tags */, labWords = /* words */;
(function () {
  const asked = new URLSearchParams(window.location.search).get("lang");
  if (labTags[asked]) document.documentElement.lang = labTags[asked];
})();
function labWord(key) {
  const tag = document.documentElement.lang;
  const code = Object.keys(labTags).find((known) => labTags[known] === tag);
  return labWords[code || Object.keys(labTags)[0]][key];
}

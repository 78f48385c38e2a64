// Shows the passkey buttons where the browser can use them, and says in words when it did not work.
// The ceremony itself is the sign-in library's; this file only connects it to our pages.
document.addEventListener("DOMContentLoaded", () => {
  if (!window.PublicKeyCredential) return;
  for (const part of document.querySelectorAll("[data-needs-passkey]")) part.hidden = false;
});
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const note = document.getElementById("passkey-note");
  if (note) note.textContent = "The passkey was not used. Try again, or choose another way.";
});

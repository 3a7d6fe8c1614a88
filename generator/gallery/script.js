"use strict";
(() => {
  const PER_DRAW = 120; // cards at a time: thousands of them would make the page slow
  const FILTERS = ["edition", "language", "product", "format", "target"];

  const byId = (id) => document.getElementById(id);
  const table = JSON.parse(byId("table").textContent);
  const words = table.words;
  const form = byId("filters");
  const results = byId("results");
  const more = byId("more");

  // A row of the table, in the order that table.py writes it in.
  const pieces = table.pieces.map(([edition, language, product, barrier, format, files]) => ({
    edition, language, product, barrier, format,
    files: files.map(([target, name, size, pages, picture, variant, ticket, ticketSize]) => ({
      target, name, size, pages, picture, variant, ticket, ticketSize,
    })),
  }));
  const places = {};
  for (const name of FILTERS) {
    places[name] = new Map(table[`${name}s`].map(([id], at) => [id, at]));
  }

  // What is chosen

  const chosenIn = (name) => {
    const control = form.elements.namedItem(name);
    return places[name].get(control ? control.value : "");
  };

  const choose = (name, value) => {
    const control = form.elements.namedItem(name);
    if (control) control.value = places[name].has(value) ? value : "";
  };

  const readChoice = () => Object.fromEntries(FILTERS.map((name) => [name, chosenIn(name)]));

  const readAddress = () => {
    const said = new URLSearchParams(location.hash.slice(1));
    for (const name of FILTERS) choose(name, said.get(name) || "");
  };

  const writeAddress = (choice) => {
    const said = new URLSearchParams();
    for (const name of FILTERS) {
      if (choice[name] !== undefined) said.set(name, table[`${name}s`][choice[name]][0]);
    }
    const hash = said.toString();
    history.replaceState(null, "", hash ? `#${hash}` : location.href.split("#")[0]);
  };

  const filesFor = (piece, target) =>
    target === undefined ? piece.files : piece.files.filter((file) => file.target === target);

  const matches = (piece, choice, but) =>
    FILTERS.every((name) => {
      const at = choice[name];
      if (at === undefined || name === but) return true;
      return name === "target" ? filesFor(piece, at).length > 0 : piece[name] === at;
    });

  // What would find nothing can't be chosen.
  const offer = (choice) => {
    for (const name of FILTERS) {
      const possible = new Set();
      for (const piece of pieces) {
        if (!matches(piece, choice, name)) continue;
        if (name === "target") for (const file of piece.files) possible.add(file.target);
        else possible.add(piece[name]);
      }
      for (const option of form.querySelectorAll(`[name=${name}] option, input[name=${name}]`)) {
        option.disabled = option.value !== "" && !possible.has(places[name].get(option.value));
      }
    }
  };

  // What is said; words.py and wording.py say the same

  const thousands = (number) =>
    String(number).replace(/\B(?=(\d{3})+$)/g, words.thousands);
  const sayCount = (count, of) =>
    count === 1 ? words[`${of}_1`] : words[of].replace("{}", thousands(count));
  const saySize = (size) => {
    if (size < 1000000) return `${Math.max(1, Math.floor((size + 500) / 1000))} kB`;
    const tenths = Math.floor((size + 50000) / 100000);
    return `${Math.floor(tenths / 10)}${words.decimal}${tenths % 10} MB`;
  };
  const sayTitle = (piece) =>
    table.products[piece.product][1] + (piece.barrier ? ` ${piece.barrier}` : "");

  const addressOf = (piece, file, name) => {
    const said = table.names[name];
    const path = said.startsWith("/") ? said.slice(1) : [
      table.editions[piece.edition][0], table.languages[piece.language][0],
      table.targets[file.target][0], said,
    ].join("/");
    return path.split("/").map(encodeURIComponent).join("/");
  };

  // What is drawn

  const copyOf = (id) => byId(id).content.firstElementChild.cloneNode(true);
  const put = (node, selector, text) => {
    for (const one of node.querySelectorAll(selector)) one.textContent = text;
  };

  const drawFile = (piece, file) => {
    const node = copyOf("file");
    const [target, name] = table.targets[file.target];
    node.dataset.target = target;
    node.querySelector(".get use").setAttribute("href", `#icon-${target}`);
    put(node, ".get .name", name);
    put(node, ".variant", file.variant ? ` ${table.variants[file.variant]}` : "");
    const of = isFlat ? [sayTitle(piece), table.editions[piece.edition][1]] : [sayTitle(piece)];
    put(node, ".of", ` ${of.join(", ")}, `);
    put(node, ".facts", `${sayCount(file.pages, "pages")}, ${saySize(file.size)}`);
    node.querySelector(".get").href = addressOf(piece, file, file.name);
    const ticket = node.querySelector(".ticket");
    if (file.ticket === undefined) {
      ticket.remove();
    } else {
      ticket.href = addressOf(piece, file, file.ticket);
      put(node, ".ticket-facts", saySize(file.ticketSize));
    }
    return node;
  };

  const drawPiece = (piece, target) => {
    const node = copyOf("piece");
    const files = filesFor(piece, target);
    const pictured = files.find((file) => file.picture);
    if (pictured) {
      const picture = node.querySelector("img");
      picture.hidden = false;
      picture.src = `thumbnails/${pictured.picture}.webp`;
    }
    const title = node.querySelector(".title");
    title.textContent = isFlat ? table.editions[piece.edition][1] : sayTitle(piece);
    if (isFlat) title.dir = "auto";
    const about = node.querySelector(".about");
    about.textContent = (piece.barrier && table.barriers[piece.language][piece.barrier - 1]) || "";
    about.lang = table.languages[piece.language][0];
    // Pieces of a series have one size: it stands above them.
    put(node, ".size", piece.barrier || isFlat ? "" : table.formats[piece.format][1]);
    node.querySelector(".view").href = addressOf(piece, files[0], files[0].name);
    node.querySelector(".files").append(...files.map((file) => drawFile(piece, file)));
    return node;
  };

  // One piece of each edition, such as the pocket cards of all: they stand side by side under what
  // they are, each named by who hands it out. Else an edition's pieces stand together.
  let isFlat = false;
  const editionOf = (piece) => `${piece.edition} ${piece.language}`;
  const sectionOf = (piece) =>
    isFlat ? `${piece.product} ${piece.barrier} ${piece.language}` : editionOf(piece);
  const groupOf = (piece) =>
    isFlat
      ? `${sectionOf(piece)} ${piece.format}`
      : editionOf(piece) + (piece.barrier ? ` ${piece.product} ${piece.format}` : "");

  const drawSection = (piece) => {
    const node = copyOf("section");
    const [tag, language] = table.languages[piece.language];
    put(node, ".who", isFlat ? sayTitle(piece) : table.editions[piece.edition][1]);
    put(node, ".language", language);
    node.querySelector(".language").lang = tag;
    return node;
  };

  const drawGroup = (piece, count) => {
    const node = copyOf("group");
    const pieces = sayCount(count, "pieces");
    const title = piece.barrier ? table.products[piece.product][1] : words.whole;
    put(node, ".title", isFlat ? words.any_edition : title);
    put(node, ".count", piece.barrier || isFlat ? `${table.formats[piece.format][1]}, ${pieces}` : pieces);
    return node;
  };

  let found = [];
  let drawn = 0;
  let counts = new Map();
  let section, list; // those that the next piece goes into

  const drawMore = () => {
    const { target } = readChoice();
    let first = null;
    for (const piece of found.slice(drawn, drawn + PER_DRAW)) {
      const before = found[drawn - 1];
      if (!before || sectionOf(before) !== sectionOf(piece)) {
        section = drawSection(piece);
        results.append(section);
      }
      if (!before || groupOf(before) !== groupOf(piece)) {
        const group = drawGroup(piece, counts.get(groupOf(piece)));
        list = group.querySelector(".pieces");
        section.append(group);
      }
      const card = drawPiece(piece, target);
      list.append(card);
      first = first || card;
      drawn += 1;
    }
    const left = found.length - drawn;
    more.hidden = left === 0;
    more.textContent = words.more.replace("{}", thousands(left));
    return first;
  };

  const select = (choice) => {
    found = pieces.filter((piece) => matches(piece, choice));
    isFlat = found.length > 1 && new Set(found.map((one) => one.edition)).size === found.length;
    counts = new Map();
    let files = 0;
    for (const piece of found) {
      counts.set(groupOf(piece), (counts.get(groupOf(piece)) || 0) + 1);
      for (const file of filesFor(piece, choice.target)) {
        files += file.ticket === undefined ? 1 : 2;
      }
    }
    byId("count").textContent = `${sayCount(found.length, "pieces")}, ${sayCount(files, "files")}`;
    byId("none").hidden = found.length > 0 || pieces.length === 0;
    byId("reset").hidden = FILTERS.every((name) => choice[name] === undefined);
  };

  const redraw = () => {
    const choice = readChoice();
    offer(choice);
    select(choice);
    results.replaceChildren();
    drawn = 0;
    drawMore();
    return choice;
  };

  const change = () => writeAddress(redraw());

  form.addEventListener("change", change);
  form.addEventListener("submit", (event) => event.preventDefault());
  byId("reset").addEventListener("click", () => {
    form.reset();
    change();
    form.querySelector("input:checked, select").focus(); // the button that had it is gone
  });
  more.addEventListener("click", () => {
    const first = drawMore();
    if (first) first.querySelector("a").focus();
  });
  window.addEventListener("hashchange", () => {
    readAddress();
    redraw();
  });

  document.documentElement.classList.add("live");
  form.reset(); // browsers fill in what was chosen before a reload
  readAddress();
  redraw();
})();

// What fits: 24 answers become six themes and jobs, in this page alone. Nothing is stored or sent.
// The arithmetic is that of `Matcher.match(person, draws=0)` for a person who told interests alone; a test
// compares both. Every figure comes from ASSESS, which the build writes.
"use strict";

const Assess = (() => {
  const { themes: THEMES, items: ITEMS, jobs: JOBS } = window.ASSESS;
  const FIGURES = JOBS.figures;
  const { profile: P, cards: C } = FIGURES;
  const MEAN_POPULAR = mean(P.popularity);

  function mean(values) {
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  }

  // Half to even, as the library rounds.
  function rounded(value) {
    const factor = 10 ** FIGURES.decimals;
    const scaled = value * factor;
    const low = Math.floor(scaled);
    const rest = scaled - low;
    const whole = rest > 0.5 || (rest === 0.5 && low % 2 !== 0) ? low + 1 : low;
    return whole / factor + 0;
  }

  function firstMost(values) {
    return values.reduce((best, value, at) => (value > values[best] ? at : best), 0);
  }

  // Gauss and Jordan; the matrices here are symmetric and positive definite, so no pivots are needed.
  function inverse(matrix) {
    const n = matrix.length;
    const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
    for (let i = 0; i < n; i++) {
      const pivot = rows[i][i];
      rows[i] = rows[i].map((value) => value / pivot);
      for (let k = 0; k < n; k++) {
        if (k === i) continue;
        const times = rows[k][i];
        rows[k] = rows[k].map((value, j) => value - times * rows[i][j]);
      }
    }
    return rows.map((row) => row.slice(n));
  }

  // Whether the answers make one line, so that they can't tell themes apart.
  function isHasty(values, places) {
    const H = P.hasty;
    const n = values.length;
    if (n < H.least) return false;
    const counts = [0, 0, 0, 0, 0, 0];
    for (const value of values) counts[value] += 1;
    const usual = firstMost(counts);
    let run = 0;
    let runThemes = 0;
    for (let start = 0, end; start < n; start = end) {
      for (end = start + 1; end < n && values[end] === values[start]; ) end += 1;
      if (end - start > run) {
        run = end - start;
        runThemes = new Set(places.slice(start, end)).size;
      }
    }
    if (run >= Math.max(H.run, Math.floor(n / H.run_share)) && runThemes >= H.run_themes) return true;
    const isLine = THEMES.every((_, theme) => {
      const own = values.filter((_value, at) => places[at] === theme);
      return !own.length || own.filter((value) => value === usual).length / own.length > H.line_share;
    });
    return counts[usual] / n >= H.same_share && isLine;
  }

  // Six themes, their errors and what follows; `answers` are 1 to 5 by item.
  function profile(answers) {
    const given = ITEMS.filter(([id]) => answers[id] !== undefined);
    const values = given.map(([id]) => answers[id]);
    const places = given.map(([id]) => THEMES.findIndex(([letter]) => letter === id[0]));
    const groups = THEMES.map((_, theme) => values.filter((_value, at) => places[at] === theme));
    let squares = 0;
    let freedom = 0;
    for (const group of groups) {
      if (group.length < 2) continue;
      const middle = mean(group);
      squares += group.reduce((sum, value) => sum + (value - middle) ** 2, 0);
      freedom += group.length - 1;
    }
    let noise = (P.prior_answers * P.noise + squares) / (P.prior_answers + freedom);
    const hasty = isHasty(values, places);
    if (hasty) noise = Math.max(noise, P.noise);
    const precision = P.precision.map((row, i) =>
      row.map((value, j) => value + (i === j ? groups[i].length / noise : 0)),
    );
    const covariance = inverse(precision);
    const pull = groups.map((group) => group.reduce((sum, value) => sum + value - P.neutral, 0) / noise);
    const raw = covariance.map((row) => row.reduce((sum, value, j) => sum + value * pull[j], P.neutral));
    // Few answers are pulled towards the middle; against others, towards what people like on average.
    const pulled = P.precision.map((row) =>
      row.reduce((sum, value, j) => sum + value * (P.popularity[j] - P.neutral), 0),
    );
    const relative = raw.map(
      (value, theme) =>
        value +
        covariance[theme].reduce((sum, one, j) => sum + one * pulled[j], 0) -
        P.popularity[theme] +
        MEAN_POPULAR,
    );
    const variance = mean(covariance.map((row, i) => row[i]));
    const range = (list) => Math.max(...list) - Math.min(...list);
    const least = Math.max(P.flat_range, P.flat_errors * Math.sqrt(variance));
    return {
      raw,
      relative,
      covariance,
      errors: covariance.map((row, i) => Math.sqrt(row[i])),
      missing: groups.map((group) => Math.max(0, P.least_per_theme - group.length)),
      hasty,
      standsOut: Math.min(range(raw), range(relative)) >= least,
    };
  }

  function unit(list) {
    const middle = mean(list);
    const centred = list.map((value) => value - middle);
    const size = Math.sqrt(centred.reduce((sum, value) => sum + value * value, 0));
    return centred.map((value) => (size > 1e-9 ? value / size : 0));
  }

  const UNITS = JOBS.interests.map((list) => list && unit(list));

  // The weighted part interests of every job; NaN where it has no ratings of themes.
  function interestsOf(found, view) {
    const list = found[view];
    const middle = mean(list);
    const spread = mean(list.map((value) => (value - middle) ** 2));
    const all = found.covariance.flat().reduce((sum, value) => sum + value, 0);
    const trace = found.covariance.reduce((sum, row, i) => sum + row[i], 0);
    const error = (trace - all / 6) / 6;
    const reliability = spread > 0 ? Math.sqrt(spread / (spread + error)) : 0;
    const mine = unit(list);
    const part = UNITS.map((its) =>
      its ? (reliability / FIGURES.spread) * its.reduce((sum, value, j) => sum + value * mine[j], 0) : NaN,
    );
    const usual = mean(part.filter((value) => !Number.isNaN(value)));
    return part.map((value) => rounded(FIGURES.weight * (value - usual)));
  }

  const known = (value) => (Number.isNaN(value) ? 0 : value);

  // The same rows, highest value first; unknown ones last, equal ones as they stood.
  function ranked(rows, values) {
    const rank = (row) => (Number.isNaN(values[row]) ? -Infinity : values[row]);
    return [...rows].sort((a, b) => (rank(a) === rank(b) ? 0 : rank(b) - rank(a)));
  }

  const bestOf = (values) => mean([...values].sort((a, b) => b - a).slice(0, C.best));

  // Near twins on one card; the one with the most openings speaks for them.
  function familiesOf(rows, score) {
    const families = new Map();
    const groups = new Map();
    for (const row of rows) {
      if (!JOBS.is_choice[row]) continue;
      const group = JOBS.codes[row].slice(0, 4);
      if (!groups.has(group)) groups.set(group, []);
      const near = groups.get(group);
      const head = near.find((one) => JOBS.twins[one].includes(row));
      if (head === undefined) {
        families.set(row, []);
        near.push(row);
      } else if (families.get(head).length < C.most_family) families.get(head).push(row);
    }
    const led = new Map();
    for (const [first, rest] of families) {
      const all = [first, ...rest];
      const near = all.filter((row) => score[row] >= score[first] - C.head_within);
      const openings = JOBS.openings_place;
      const head = near.reduce((best, row) =>
        openings[row] > openings[best] || (openings[row] === openings[best] && row < best) ? row : best,
      );
      led.set(head, all.filter((row) => row !== head));
    }
    return led;
  }

  // Several kinds of work: each further card of a kind costs more.
  function chosen(rows, score, interests, count) {
    const families = familiesOf(rows.slice(0, C.pool), score);
    const heads = [...families.keys()];
    const fit = interests.map(known);
    const top = bestOf(fit);
    const isLook = (row) => !(fit[row] >= C.reached.good * top && top > 0);
    const worth = heads.map((row) => {
      const sated = score[row] - Math.max(fit[row] - C.enough * top, 0) / 2;
      return sated - C.look * (isLook(row) ? 1 : 0);
    });
    const kinds = [
      [C.prices.broad, (row) => JOBS.codes[row].slice(0, 6)],
      [C.prices.group, (row) => JOBS.codes[row].slice(0, 4)],
      [C.prices.major, (row) => JOBS.codes[row].slice(0, 2)],
      [C.prices.cluster, (row) => JOBS.homes[row]],
      [C.prices.schooling, (row) => JOBS.schooling[row]],
    ].map(([price, kind]) => ({ price, of: heads.map(kind), crowd: heads.map(() => 0) }));
    const left = new Set(heads.keys());
    const cards = [];
    while (left.size && cards.length < count) {
      let best = -1;
      let most = -Infinity;
      for (const at of left) {
        const first = cards.length ? 0 : JOBS.lead_price[heads[at]];
        const price = kinds.reduce((sum, kind) => sum + kind.price * Math.sqrt(kind.crowd[at]), first);
        if (worth[at] - price > most) [best, most] = [at, worth[at] - price];
      }
      cards.push({ row: heads[best], family: families.get(heads[best]), theme: null });
      left.delete(best);
      for (const kind of kinds) kind.of.forEach((one, at) => (kind.crowd[at] += one === kind.of[best] ? 1 : 0));
    }
    return cards;
  }

  // Where nothing stands out: three quite different jobs, each the best of one theme.
  function doors(rows, score) {
    const families = familiesOf(rows.slice(0, 2 * C.pool), score);
    const byTheme = THEMES.map(() => []);
    for (const head of families.keys()) {
      const list = JOBS.interests[head];
      if (list) byTheme[firstMost(list)].push(head);
    }
    const triads = C.triads.map((triad) => {
      const order = [...triad].sort((a, b) => firstScore(b) - firstScore(a));
      const found = new Map();
      for (const theme of order) {
        const majors = new Set([...found.values()].map((row) => JOBS.codes[row].slice(0, 2)));
        const free = byTheme[theme].filter((row) => !majors.has(JOBS.codes[row].slice(0, 2)));
        if (free.length) found.set(theme, free.reduce((best, row) => (score[row] > score[best] ? row : best)));
      }
      return [...found].sort((a, b) => a[0] - b[0]);
    });
    function firstScore(theme) {
      return byTheme[theme].length ? score[byTheme[theme][0]] : 0;
    }
    const sum = (triad) => triad.reduce((total, [, row]) => total + score[row], 0);
    const best = triads.reduce((a, b) => (b.length > a.length || (b.length === a.length && sum(b) > sum(a)) ? b : a));
    return best.map(([theme, row]) => ({ row, family: families.get(row), theme: THEMES[theme][0] }));
  }

  // Suggestions, best first; `view` is "relative" (against how popular each theme is) or "raw".
  function suggest(found, view, count = 10) {
    const interests = interestsOf(found, view);
    const score = interests.map((value, row) => rounded(known(value) + JOBS.base[row]));
    const rows = ranked(score.keys(), score);
    if (found.standsOut) return chosen(rows, score, interests, count);
    const flat = score.map((value, row) => value - interests[row]);
    return doors(ranked(rows, flat), flat);
  }

  return { profile, suggest };
})();

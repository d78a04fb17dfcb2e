// What the course's own pages have besides their tools: menu and search, quizzes, contents, progress, and
// the line about work without a network. A tool in a frame or in a page of others loads none of it.
import { followMoved } from "../page/moved.js";
import { keepOffline } from "../page/offline.js";
import { openMenu } from "../page/menu.js";
import { openSearch } from "../page/search.js";
import { isSupplied, ledger } from "../stage.js";
import { openContents } from "./contents.js";
import { openProgress } from "./progress.js";
import { openPredictions, openQuizzes } from "./quiz.js";

openMenu();
followMoved();
openQuizzes(ledger);
openPredictions(ledger);
openContents(ledger);
openProgress(ledger); // brings what is kept: whoever shows it listens by now
openSearch();
isSupplied.then(keepOffline);

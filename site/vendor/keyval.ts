export { createStore, delMany, getMany, keys, setMany } from "idb-keyval";

/** OpenCC's dictionaries as opencc-js ships them: `from to|from to|…`. The package types only its converters. */
declare module 'opencc-js/dict/*' {
  const dictionary: string;
  export default dictionary;
}

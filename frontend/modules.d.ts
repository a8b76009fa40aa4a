// The 3D library ships no types; what we use of it is small and tested in a browser.
declare module "three";
declare module "three/addons/controls/OrbitControls.js";
declare module "three/addons/loaders/GLTFLoader.js";

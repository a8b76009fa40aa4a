// <building-viewer data-src="model.glb">: the checked model in 3D. A picture beside the plan, never the only proof.
//
// The file holds one mesh per storey and transparency; `_EID` of each vertex is the number of its element in
// `extras.elements`, so that a click answers with a GlobalId and a GlobalId finds its triangles.

import * as THREE from "three";
import { OrbitControls } from "three/addons/controls/OrbitControls.js";
import { GLTFLoader } from "three/addons/loaders/GLTFLoader.js";

/** @typedef {{guid: string, type: string, name: string, storey: string}} Element3D */

const CHOSEN = new THREE.Color("#1466d0");
const ROUTE = "#b3231a";
const PLAIN = new THREE.Color("#d5d9d8");
const CUT_M = 1.9;
/** Marks of the theme by verdict; a pass nobody has confirmed is no pass yet. */
const MARKS = /** @type {Record<string, string>} */ ({ fail: "--fail-mark", review: "--review-mark", no_data: "--nodata-mark", pass: "--pass-mark", proposed: "--accent" });

export class BuildingViewer extends HTMLElement {
  /** @type {Element3D[]} */
  elements = [];
  ready = false;
  /** Verdict by GlobalId. @type {Record<string, string>} */
  verdicts = {};
  byVerdict = false;

  connectedCallback() {
    this.textContent = this.dataset.loading ?? "";
    this.load().catch(() => {
      this.textContent = this.dataset.failed ?? "";
      this.dataset.state = "failed";
    });
  }

  async load() {
    this.renderer = new THREE.WebGLRenderer({ antialias: true, alpha: true });
    this.renderer.localClippingEnabled = true;
    this.renderer.setPixelRatio(Math.min(2, devicePixelRatio));
    this.scene = new THREE.Scene();
    this.scene.add(new THREE.HemisphereLight("#ffffff", "#8a949a", 2.4), sun());
    this.camera = new THREE.PerspectiveCamera(40, 1, 0.1, 5000);
    const gltf = await new GLTFLoader().loadAsync(/** @type {string} */ (this.dataset.src));
    const extras = /** @type {any} */ (gltf.parser.json.extras);
    this.elements = extras.elements;
    this.origin = extras.origin_m;
    this.model = gltf.scene;
    this.scene.add(this.model);
    this.keepColours();
    this.replaceChildren(this.renderer.domElement);
    this.controls = new OrbitControls(this.camera, this.renderer.domElement);
    this.controls.addEventListener("change", () => this.draw());
    this.renderer.domElement.addEventListener("click", (/** @type {MouseEvent} */ event) => this.pick(event));
    new ResizeObserver(() => this.fit()).observe(this);
    this.look();
    this.ready = true;
    this.dataset.state = "ready";
    this.dataset.elements = String(this.elements.length);
    this.choose(this.dataset.guid, this.dataset.storey, this.dataset.path);
  }

  /** Every mesh with its element numbers and the colours it came with. */
  *meshes() {
    const found = /** @type {any[]} */ ([]);
    this.model?.traverse((/** @type {any} */ node) => node.isMesh && found.push(node));
    yield* found;
  }

  keepColours() {
    for (const mesh of this.meshes()) {
      const colours = mesh.geometry.getAttribute("color");
      mesh.userData.original = colours.array.slice();
      mesh.material = mesh.material.clone();
      mesh.material.vertexColors = true;
      mesh.geometry.computeVertexNormals();
    }
  }

  /** The element with this GlobalId, or undefined. @param {string | undefined} guid */
  find(guid) {
    return this.elements.find((element) => element.guid === guid);
  }

  /** Colour one element, show its storey's route. @param {string=} guid @param {string=} storey @param {string=} path */
  choose(guid, storey, path) {
    if (!this.ready) return;
    this.storey = this.find(guid)?.storey || storey || "";
    this.chosen = this.elements.findIndex((element) => element.guid === guid);
    this.repaint();
    this.route(path);
    this.dataset.chosen = this.chosen >= 0 ? guid : "";
    this.onlyStorey(this.dataset.only === "true");
  }

  repaint() {
    const worn = this.byVerdict ? this.elements.map((element) => colourOf(this.verdicts[element.guid])) : null;
    for (const mesh of this.meshes()) paint(mesh, this.chosen ?? -1, worn);
  }

  /** Judged elements in the colour of their worst verdict, all others pale. @param {boolean} on */
  colourByVerdict(on) {
    this.byVerdict = on;
    this.dataset.by = on ? "verdict" : "";
    if (!this.ready) return;
    this.repaint();
    this.draw();
  }

  /** One storey, opened from above; the whole building for "". @param {string} storey */
  showStorey(storey) {
    this.storey = storey;
    this.onlyStorey(Boolean(storey));
  }

  /** @param {boolean} on */
  onlyStorey(on) {
    this.dataset.only = String(on);
    for (const mesh of this.meshes()) {
      const own = mesh.userData.storey ?? mesh.parent?.userData.storey;
      const ghost = on && this.storey && own !== this.storey;
      const see = mesh.name.includes("transparent") || mesh.parent?.name.includes("transparent");
      mesh.material.transparent = Boolean(ghost || see);
      mesh.material.opacity = ghost ? 0.06 : see ? 0.35 : 1;
      mesh.material.depthWrite = !ghost;
      mesh.material.clippingPlanes = on && this.storey && !ghost ? [cutAbove(mesh)] : [];
    }
    this.draw();
  }

  /** The walked path as a line through everything. @param {string=} text JSON of world points */
  route(text) {
    this.line?.removeFromParent();
    const points = /** @type {number[][]} */ (text ? JSON.parse(text) : []);
    if (points.length < 2) return;
    const [ox, oy, oz] = this.origin;
    const curve = new THREE.CurvePath();
    const turned = points.map(([x, y, z]) => new THREE.Vector3(x - ox, z - oz + 0.4, -(y - oy)));
    turned.slice(1).forEach((point, n) => curve.add(new THREE.LineCurve3(turned[n], point)));
    const tube = new THREE.TubeGeometry(/** @type {any} */ (curve), Math.max(8, 4 * turned.length), 0.12, 6);
    this.line = new THREE.Mesh(tube, new THREE.MeshBasicMaterial({ color: ROUTE, depthTest: false, transparent: true }));
    this.line.renderOrder = 9;
    this.scene?.add(this.line);
  }

  /** @param {MouseEvent} event */
  pick(event) {
    const box = this.getBoundingClientRect();
    const at = new THREE.Vector2(((event.clientX - box.x) / box.width) * 2 - 1, 1 - ((event.clientY - box.y) / box.height) * 2);
    const ray = new THREE.Raycaster();
    ray.setFromCamera(at, /** @type {any} */ (this.camera));
    const hits = ray.intersectObjects([...this.meshes()]).filter((/** @type {any} */ hit) => hit.object.material.opacity > 0.1);
    const hit = hits[0];
    if (!hit?.face) return;
    const eid = /** @type {any} */ (hit.object).geometry.getAttribute("_eid").getX(hit.face.a);
    const element = this.elements[eid];
    this.choose(element.guid, element.storey);
    this.dispatchEvent(new CustomEvent("pick", { detail: element }));
  }

  look() {
    const box = new THREE.Box3().setFromObject(/** @type {any} */ (this.model));
    const [centre, size] = [box.getCenter(new THREE.Vector3()), box.getSize(new THREE.Vector3()).length()];
    this.camera?.position.copy(centre).add(new THREE.Vector3(0.6, 0.55, 0.9).multiplyScalar(size));
    this.controls?.target.copy(centre);
    this.controls?.update();
    this.fit();
  }

  fit() {
    if (!this.renderer || !this.camera || !this.clientWidth) return;
    this.renderer.setSize(this.clientWidth, this.clientHeight, false);
    this.camera.aspect = this.clientWidth / this.clientHeight;
    this.camera.updateProjectionMatrix();
    this.draw();
  }

  draw() {
    this.renderer?.render(/** @type {any} */ (this.scene), /** @type {any} */ (this.camera));
  }
}

function sun() {
  const light = new THREE.DirectionalLight("#ffffff", 1.6);
  light.position.set(40, 90, 60);
  return light;
}

/** A level cut through a storey's mesh, so that one looks into its rooms. @param {any} mesh */
function cutAbove(mesh) {
  mesh.geometry.computeBoundingBox();
  const floor = new THREE.Box3().setFromObject(mesh).min.y;
  return new THREE.Plane(new THREE.Vector3(0, -1, 0), floor + CUT_M);
}

/** @param {string | undefined} verdict */
function colourOf(verdict) {
  const mark = MARKS[verdict ?? ""];
  return mark ? new THREE.Color(getComputedStyle(document.documentElement).getPropertyValue(mark).trim()) : PLAIN;
}

/** Colours as they came or as ``worn`` by each element, one element blue. @param {any} mesh @param {number} eid @param {any[] | null} worn */
function paint(mesh, eid, worn) {
  const colours = mesh.geometry.getAttribute("color");
  const numbers = mesh.geometry.getAttribute("_eid");
  colours.array.set(mesh.userData.original);
  for (let i = 0; (worn || eid >= 0) && i < numbers.count; i++) {
    const number = numbers.getX(i);
    const colour = number === eid ? CHOSEN : worn?.[number];
    if (colour) colours.setXYZ(i, colour.r, colour.g, colour.b);
  }
  colours.needsUpdate = true;
}

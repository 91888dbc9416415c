(function () {
"use strict";
function a() {}
a();
})();

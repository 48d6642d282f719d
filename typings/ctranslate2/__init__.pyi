from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import models as models

class StorageView:
    @staticmethod
    def from_array(array: NDArray[np.float32]) -> StorageView: ...
    def __array__(self, dtype: Any = ...) -> NDArray[np.float32]: ...

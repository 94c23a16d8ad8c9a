"""Everything that runs offline to make `dist/`: inputs checked, networks converted, pages assembled."""

"""The evaluation set run from the page: what is asked of the instrument in eval/, which this package starts and never imports."""

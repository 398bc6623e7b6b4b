"""What all pages share: the frame, the styles, the words for refusals, the page's transaction.

Always true:

- a page works without JavaScript; scripts only make it quicker;
- nothing comes from another host, and no style or script stands in the page
  itself: the content security policy would not let it;
- every text a person reads is there in Russian, Ukrainian and English.
"""

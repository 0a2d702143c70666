!macro customInit
  ${IfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "Cần Windows 10 trở lên."
    Quit
  ${EndIf}
!macroend
!macro customUnInstall
  ; The office's records stay where they are.
!macroend

# bash completion for mutasi 1.2.3
_mutasi_words() {
  mapfile -t COMPREPLY < <(compgen -W "$1" -- "$current")
}
_mutasi_files() {
  compopt -o filenames 2>/dev/null
  mapfile -t COMPREPLY < <(compgen "$1" -- "$current")
}
_mutasi() {
  local current="${COMP_WORDS[COMP_CWORD]}" previous="" verb="" index ended=0
  COMPREPLY=()
  if ((COMP_CWORD > 0)); then previous="${COMP_WORDS[COMP_CWORD - 1]}"; fi
  if [[ $current == "=" ]]; then
    current=""
  elif [[ $previous == "=" ]] && ((COMP_CWORD > 1)); then
    previous="${COMP_WORDS[COMP_CWORD - 2]}"
  fi
  if ((COMP_CWORD > 1)); then verb="${COMP_WORDS[1]}"; fi
  for ((index = 2; index < COMP_CWORD; index++)); do
    if [[ ${COMP_WORDS[index]} == "--" ]]; then ended=1; fi
  done
  case $verb in
    'record')
      if ((COMP_CWORD == 2)); then
        _mutasi_words 'briefing inauguration'
        return
      fi
      if ((COMP_CWORD > 2)); then
        case ${COMP_WORDS[2]} in
          'briefing' | 'inauguration') verb="$verb ${COMP_WORDS[2]}" ;;
        esac
      fi
      ;;
  esac
  case $verb in
    '')
      _mutasi_words 'audit append diff record refuse completions help --help --version'
      ;;
    'audit')
      if ((!ended)); then
        case $previous in
          --from) return ;;
          --format | -f) _mutasi_words 'table json jsonl'; return ;;
          --rule | -r) return ;;
          --at-most) return ;;
          --journal) return ;;
        esac
      fi
      if ((!ended)) && [[ $current == -* ]]; then
        _mutasi_words '--from --format --rule --at-most --fail-fast --loud --journal --unverified --help'
        return
      fi
      ;;
    'append')
      if ((!ended)); then
        case $previous in
          --source) return ;;
          --key) _mutasi_files -f; return ;;
        esac
      fi
      if ((!ended)) && [[ $current == -* ]]; then
        _mutasi_words '--source --key --help'
        return
      fi
      _mutasi_files -f
      ;;
    'diff')
      if ((!ended)) && [[ $current == -* ]]; then
        _mutasi_words '--help'
        return
      fi
      ;;
    'record briefing')
      if ((!ended)); then
        case $previous in
          --count) return ;;
        esac
      fi
      if ((!ended)) && [[ $current == -* ]]; then
        _mutasi_words '--count --help'
        return
      fi
      ;;
    'record inauguration')
      if ((!ended)) && [[ $current == -* ]]; then
        _mutasi_words '--help'
        return
      fi
      ;;
    'refuse')
      if ((!ended)) && [[ $current == -* ]]; then
        _mutasi_words '--help'
        return
      fi
      ;;
    'completions')
      if ((!ended)) && [[ $current == -* ]]; then
        _mutasi_words '--help'
        return
      fi
      _mutasi_words 'bash zsh fish'
      ;;
    'help')
      if ((!ended)) && [[ $current == -* ]]; then
        _mutasi_words '--man --help'
        return
      fi
      _mutasi_words 'audit append diff record refuse completions help'
      ;;
  esac
}
complete -F _mutasi mutasi

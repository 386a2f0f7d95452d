#compdef mutasi
# zsh completion for mutasi 1.2.3
_mutasi() {
  local -a verbs
  if ((CURRENT == 2)); then
    verbs=(
      'audit:Show who moved where, on which decree, and what the rules say about it.'
      'append:Append the events of files.'
      'diff:Compare two years.'
      'record:record ...'
      'refuse:Fail as asked.'
      'completions:Print a script that completes this program'\''s command lines.'
      'help:Explain the tool or one verb.'
    )
    _describe -t verbs verb verbs
    return
  fi
  shift words
  ((CURRENT--))
  local verb=$words[1]
  if [[ $verb == record ]]; then
    if ((CURRENT == 2)); then
      verbs=(
        'briefing:Record a briefing.'
        'inauguration:Record an inauguration.'
      )
      _describe -t verbs kind verbs
      return
    elif [[ $words[2] == (briefing|inauguration) ]]; then
      verb="$verb $words[2]"
      shift words
      ((CURRENT--))
    fi
  fi
  case $verb in
    'audit')
      _arguments -s -S \
        '(--from)--from=[Begin with this year.]:YEAR: ' \
        '(--format -f)-f+[How to print the moves.]:FORMAT:(table json jsonl)' \
        '(--format -f)--format=[How to print the moves.]:FORMAT:(table json jsonl)' \
        '*-r+[Check only this rule.]:RULE: ' \
        '*--rule=[Check only this rule.]:RULE: ' \
        '(--at-most)--at-most=[Stop after so many.]:N: ' \
        '(--fail-fast -x)-x[Stop at the first finding.]' \
        '(--fail-fast -x)--fail-fast[Stop at the first finding.]' \
        '(--loud -v)-v[Say more.]' \
        '(--loud -v)--loud[Say more.]' \
        '*:POST: ' \
        '(--journal)--journal=[The journal to read.]:PATH: ' \
        '(--unverified)--unverified[Answer although verification failed.]' \
        '(- *)'{-h,--help}'[Print this help.]'
      ;;
    'append')
      _arguments -s -S \
        '(--source)--source=[Who records.]:URI: ' \
        '*--key=[A key to sign with.]:FILE:_files' \
        '*:FILE:_files' \
        '(- *)'{-h,--help}'[Print this help.]'
      ;;
    'diff')
      _arguments -s -S \
        '1:FIRST: ' \
        '2::SECOND: ' \
        '(- *)'{-h,--help}'[Print this help.]'
      ;;
    'record briefing')
      _arguments -s -S \
        '(--count)--count=[How many were briefed.]:N: ' \
        '(- *)'{-h,--help}'[Print this help.]'
      ;;
    'record inauguration')
      _arguments -s -S \
        '(- *)'{-h,--help}'[Print this help.]'
      ;;
    'refuse')
      _arguments -s -S \
        '1:HOW: ' \
        '(- *)'{-h,--help}'[Print this help.]'
      ;;
    'completions')
      _arguments -s -S \
        '1:SHELL:(bash zsh fish)' \
        '(- *)'{-h,--help}'[Print this help.]'
      ;;
    'help')
      _arguments -s -S \
        '(--man)--man[Print the manual page as roff source, for '\''man -l -'\''.]' \
        '*:VERB:(audit append diff record refuse completions help)' \
        '(- *)'{-h,--help}'[Print this help.]'
      ;;
  esac
}
_mutasi "$@"

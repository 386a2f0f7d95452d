# Answers from the entries files: jq -nr --arg question replay --arg wanted "" --arg day DAY -f ...
# One array for every taker of a post: day, time, post, official.
[ inputs | select(.type == "OfficialsInaugurated" and .effective <= $day)
  | [.effective, .recordedtime, .data.lines[0].post, .data.lines[0].official] ]

# One post or official concerns the acts that name it, and those of the other half of the pair.
| if $question == "replay" then .
  else (if $question == "post" then 2 else 3 end) as $column
  | (map(select(.[$column] == $wanted)) | max) as $last
  | map(select(.[2] == $last[2] or .[3] == $last[3]))
  end

# Each act with the post that its official took before, and whether it is the official's last one.
| group_by(.[3])
| map(sort | . as $acts
  | range(length) | $acts[.] + [if . == 0 then null else $acts[. - 1][2] end,
      . == ($acts | length) - 1])

# The last taker of each post, where it was that official's last act; since the first act of the
# unbroken run.
| group_by(.[2])[] | sort
| select(.[-1][5])
| if $question == "replay" or .[-1][if $question == "post" then 2 else 3 end] == $wanted
  then . else empty end
| (reduce .[] as $act ({};
    if .official == $act[3] and $act[4] == $act[2] then .
    else {official: $act[3], since: $act[0]} end)) as $run
| "\(.[0][2])\t\($run.official)\tdefinitive\t\($run.since)\tcertain"

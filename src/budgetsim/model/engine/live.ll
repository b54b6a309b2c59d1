; The loop over runs and their years. A job says how many there are and where their tables stand; what depends on the
; forms of a program is filled in where $$ stands.

define void @live(ptr %job, i64 %start, i64 %end) #1 {
entry:
$loads
  br label %run

; All points under one seed, then the next seed: its draws stay in the cache.
run:
  %r = phi i64 [ %start, %entry ], [ %r.next, %run.done ]
  %seed = udiv i64 %r, %points
  %point = urem i64 %r, %points
  %point.seeds = mul i64 %point, %seeds
  %number = add i64 %point.seeds, %seed
  %own.parameters.far = mul i64 %point, $parameter_count
  %own.parameters = getelementptr double, ptr %parameters, i64 %own.parameters.far
  %own.roster.far = mul i64 %point, $roster_room
  %own.roster = getelementptr double, ptr %rosters, i64 %own.roster.far
  %own.years = mul i64 %point, %years
  %own.versions = mul i64 %point, %versions
  %own.levers.far = mul i64 %own.versions, $lever_count
  %own.levers = getelementptr double, ptr %levers, i64 %own.levers.far
$drawing

begin:
  call void @begin($beginning, i64 %seed, i64 %number)
  br label %year

year:
  %y = phi i64 [ 0, %begin ], [ %y.next, %year.done ]
  %before = phi ptr [ %first, %begin ], [ %after, %year.done ]
  %after = phi ptr [ %second, %begin ], [ %before, %year.done ]
  %version.before = phi i64 [ 0, %begin ], [ %version, %year.done ]
  %spot = add i64 %own.years, %y
  %version.at = getelementptr i64, ptr %version_of_year, i64 %spot
  %version = load i64, ptr %version.at, align 8
  %now = add i64 %own.versions, %version
  %now.far = mul i64 %now, $lever_count
  %now.levers = getelementptr double, ptr %levers, i64 %now.far
  %now.rows = getelementptr ptr, ptr %lever_rows, i64 %now.far
  %then = add i64 %own.versions, %version.before
  %then.far = mul i64 %then, $lever_count
  %then.levers = getelementptr double, ptr %levers, i64 %then.far
  %then.rows = getelementptr ptr, ptr %lever_rows, i64 %then.far
  %clock.far = mul i64 %y, 2
  %now.clock = getelementptr double, ptr %clock, i64 %clock.far
  %draws.far = mul i64 %y, $draw_count
  %now.draws = getelementptr ptr, ptr %draws, i64 %draws.far
  %record.at = getelementptr i64, ptr %record_of_year, i64 %y
  %record = load i64, ptr %record.at, align 8
  %number.recorded = mul i64 %number, %recorded
  %line = add i64 %number.recorded, %record
  %out.far = mul i64 %line, $outcome_count
  %out = getelementptr double, ptr %outcomes, i64 %out.far
  %columns.far = mul i64 %line, $column_room
  %now.columns = getelementptr double, ptr %columns, i64 %columns.far
  %form.at = getelementptr i64, ptr %form_of_year, i64 %y
  %form = load i64, ptr %form.at, align 8
  switch i64 %form, label %year.done [ $cases ]
$calls
year.done:
  %y.next = add i64 %y, 1
  %more.years = icmp ult i64 %y.next, %years
  br i1 %more.years, label %year, label %run.done

run.done:
  %r.next = add i64 %r, 1
  %more.runs = icmp ult i64 %r.next, %end
  br i1 %more.runs, label %run, label %done

done:
  ret void
}

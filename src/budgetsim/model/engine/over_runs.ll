; The loop of a step over runs. A job says where tables stand; what depends on the declarations is filled in where $$
; stands.

define void @over_runs(ptr %job, ptr %step, i64 %start, i64 %end) #1 {
entry:
$loads
  br label %run

run:
  %r = phi i64 [ %start, %entry ], [ %r.next, %run ]
  %point = udiv i64 %r, %seeds
  %seed = urem i64 %r, %seeds
  %own.parameters.far = mul i64 %point, $parameter_count
  %own.parameters = getelementptr double, ptr %parameters, i64 %own.parameters.far
  %levers.far = mul i64 %point, $lever_count
  %own.levers = getelementptr double, ptr %levers, i64 %levers.far
  %own.previous = getelementptr double, ptr %previous, i64 %levers.far
  %own.lever_rows = getelementptr ptr, ptr %lever_rows, i64 %levers.far
  %own.previous_rows = getelementptr ptr, ptr %previous_rows, i64 %levers.far
  %out.far = mul i64 %r, %out_stride
  %own.out = getelementptr double, ptr %out, i64 %out.far
  %columns.far = mul i64 %r, %columns_stride
  %own.columns = getelementptr double, ptr %columns, i64 %columns.far
  call void %step($arguments, i64 %seed, i64 %r)
  %r.next = add i64 %r, 1
  %more = icmp ult i64 %r.next, %end
  br i1 %more, label %run, label %done

done:
  ret void
}

  %first.point = icmp eq i64 %point, 0
  %first.run = icmp eq i64 %r, %start
  %other.seed = or i1 %first.point, %first.run
  br i1 %other.seed, label %draw, label %begin
draw:
  call void @draw_traits(ptr %drawn, ptr %keys, ptr %work, i64 %seed, i64 0)
  %drawn.years = getelementptr double, ptr %drawn, i64 $traits_room
  br label %draw.one
draw.one:
  %d = phi i64 [ 0, %draw ], [ %d.next, %draw.one ]
  %drawn.far = mul i64 %d, $year_room
  %drawn.year = getelementptr double, ptr %drawn.years, i64 %drawn.far
  call void @draw_year(ptr %drawn.year, ptr %keys, ptr %work, i64 %seed, i64 %d)
  %d.next = add i64 %d, 1
  %more.draws = icmp ult i64 %d.next, %years
  br i1 %more.draws, label %draw.one, label %begin

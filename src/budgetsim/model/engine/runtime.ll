; What needs all departments at once. Sums add in the order in which NumPy does.

define internal double @total(ptr %a, i64 %n) #1 {
entry:
  %tiny = icmp ult i64 %n, 8
  br i1 %tiny, label %few, label %many

few:
  %some = icmp ugt i64 %n, 0
  br i1 %some, label %step, label %none
step:
  %k = phi i64 [ 0, %few ], [ %k2, %step ]
  %sum = phi double [ -0.0, %few ], [ %sum2, %step ]
  %at = getelementptr double, ptr %a, i64 %k
  %x = load double, ptr %at, align 8
  %sum2 = fadd double %sum, %x
  %k2 = add i64 %k, 1
  %more = icmp ult i64 %k2, %n
  br i1 %more, label %step, label %small
small:
  %positive = fadd double %sum2, 0.0
  ret double %positive
none:
  ret double 0.0

many:
  %large = icmp ugt i64 %n, 128
  br i1 %large, label %halves, label %block

halves:
  %half = lshr i64 %n, 1
  %even = and i64 %half, -8
  %rest = sub i64 %n, %even
  %there = getelementptr double, ptr %a, i64 %even
  %left = call double @total(ptr %a, i64 %even)
  %right = call double @total(ptr %there, i64 %rest)
  %both = fadd double %left, %right
  ret double %both

block:
  %whole = and i64 %n, -8
  %first = load <8 x double>, ptr %a, align 8
  %longer = icmp ugt i64 %whole, 8
  br i1 %longer, label %add8, label %across
add8:
  %i = phi i64 [ 8, %block ], [ %i2, %add8 ]
  %acc = phi <8 x double> [ %first, %block ], [ %acc2, %add8 ]
  %from = getelementptr double, ptr %a, i64 %i
  %v = load <8 x double>, ptr %from, align 8
  %acc2 = fadd <8 x double> %acc, %v
  %i2 = add i64 %i, 8
  %again = icmp ult i64 %i2, %whole
  br i1 %again, label %add8, label %across
across:
  %r = phi <8 x double> [ %first, %block ], [ %acc2, %add8 ]
  %e4 = shufflevector <8 x double> %r, <8 x double> poison, <4 x i32> <i32 0, i32 2, i32 4, i32 6>
  %o4 = shufflevector <8 x double> %r, <8 x double> poison, <4 x i32> <i32 1, i32 3, i32 5, i32 7>
  %s4 = fadd <4 x double> %e4, %o4
  %e2 = shufflevector <4 x double> %s4, <4 x double> poison, <2 x i32> <i32 0, i32 2>
  %o2 = shufflevector <4 x double> %s4, <4 x double> poison, <2 x i32> <i32 1, i32 3>
  %s2 = fadd <2 x double> %e2, %o2
  %p = extractelement <2 x double> %s2, i32 0
  %q = extractelement <2 x double> %s2, i32 1
  %s1 = fadd double %p, %q
  %over = icmp ult i64 %whole, %n
  br i1 %over, label %tail, label %done
tail:
  %j = phi i64 [ %whole, %across ], [ %j2, %tail ]
  %t = phi double [ %s1, %across ], [ %t2, %tail ]
  %last = getelementptr double, ptr %a, i64 %j
  %y = load double, ptr %last, align 8
  %t2 = fadd double %t, %y
  %j2 = add i64 %j, 1
  %go = icmp ult i64 %j2, %n
  br i1 %go, label %tail, label %done
done:
  %result = phi double [ %s1, %across ], [ %t2, %tail ]
  %unsigned = fadd double %result, 0.0
  ret double %unsigned
}

; Copy a row behind itself, from front to back: later numbers may be copies of earlier ones.
define internal void @wrap(ptr %to, ptr %from, i64 %n) #1 {
entry:
  br label %step
step:
  %i = phi i64 [ 0, %entry ], [ %i2, %step ]
  %a = getelementptr double, ptr %from, i64 %i
  %b = getelementptr double, ptr %to, i64 %i
  %x = load double, ptr %a, align 8
  store double %x, ptr %b, align 8
  %i2 = add i64 %i, 1
  %more = icmp ult i64 %i2, %n
  br i1 %more, label %step, label %end
end:
  ret void
}

; Ranks from 1 of eight departments at a time, each against all; equal values share their mean rank.
define internal void @ranks(ptr %a, ptr %out, i64 %n) #1 {
entry:
  %many = icmp ugt i64 %n, 256
  br i1 %many, label %order, label %counting
order:
  call void @ranks_by_order(ptr %a, ptr %out, i64 %n)
  ret void
counting:
  br label %block
block:
  %i = phi i64 [ 0, %counting ], [ %i2, %ranked ]
  %at = getelementptr double, ptr %a, i64 %i
  %x = load <8 x double>, ptr %at, align 8
  br label %step
step:
  %j = phi i64 [ 0, %block ], [ %j2, %step ]
  %below = phi <8 x i64> [ zeroinitializer, %block ], [ %below2, %step ]
  %equal = phi <8 x i64> [ zeroinitializer, %block ], [ %equal2, %step ]
  %from = getelementptr double, ptr %a, i64 %j
  %y = load double, ptr %from, align 8
  %one = insertelement <8 x double> poison, double %y, i32 0
  %all = shufflevector <8 x double> %one, <8 x double> poison, <8 x i32> zeroinitializer
  %less = fcmp olt <8 x double> %all, %x
  %same = fcmp oeq <8 x double> %all, %x
  %more1 = add <8 x i64> %below, <i64 1, i64 1, i64 1, i64 1, i64 1, i64 1, i64 1, i64 1>
  %below2 = select <8 x i1> %less, <8 x i64> %more1, <8 x i64> %below
  %more2 = add <8 x i64> %equal, <i64 1, i64 1, i64 1, i64 1, i64 1, i64 1, i64 1, i64 1>
  %equal2 = select <8 x i1> %same, <8 x i64> %more2, <8 x i64> %equal
  %j2 = add i64 %j, 1
  %more = icmp ult i64 %j2, %n
  br i1 %more, label %step, label %ranked
ranked:
  %twice = add <8 x i64> %below2, %below2
  %span = add <8 x i64> %twice, %equal2
  %number = sitofp <8 x i64> %span to <8 x double>
  %ends = fadd <8 x double> %number, <double -1.0, double -1.0, double -1.0, double -1.0, double -1.0, double -1.0, double -1.0, double -1.0>
  %middle = fmul <8 x double> %ends, <double 0.5, double 0.5, double 0.5, double 0.5, double 0.5, double 0.5, double 0.5, double 0.5>
  %rank = fadd <8 x double> %middle, <double 1.0, double 1.0, double 1.0, double 1.0, double 1.0, double 1.0, double 1.0, double 1.0>
  %to = getelementptr double, ptr %out, i64 %i
  store <8 x double> %rank, ptr %to, align 8
  %i2 = add i64 %i, 8
  %next = icmp ult i64 %i2, %n
  br i1 %next, label %block, label %end
end:
  ret void
}

; The numbers of departments in the order of a key, equal ones as they come: merged from runs of 1, 2, 4, … ; %a holds
; them at the end.
define internal void @order(ptr %key, ptr %a, ptr %b, i64 %n) #1 {
entry:
  br label %fill
fill:
  %f = phi i64 [ 0, %entry ], [ %f2, %fill ]
  %f.at = getelementptr i64, ptr %a, i64 %f
  store i64 %f, ptr %f.at, align 8
  %f2 = add i64 %f, 1
  %f.more = icmp ult i64 %f2, %n
  br i1 %f.more, label %fill, label %width
width:
  %w = phi i64 [ 1, %fill ], [ %w2, %widened ]
  %from = phi ptr [ %a, %fill ], [ %to, %widened ]
  %to = phi ptr [ %b, %fill ], [ %from, %widened ]
  %w.more = icmp ult i64 %w, %n
  br i1 %w.more, label %pair, label %sorted
pair:
  %low = phi i64 [ 0, %width ], [ %high, %merged ]
  %middle.full = add i64 %low, %w
  %middle.short = icmp ult i64 %n, %middle.full
  %middle = select i1 %middle.short, i64 %n, i64 %middle.full
  %high.full = add i64 %middle, %w
  %high.short = icmp ult i64 %n, %high.full
  %high = select i1 %high.short, i64 %n, i64 %high.full
  br label %merge
merge:
  %x = phi i64 [ %low, %pair ], [ %x2, %take ]
  %y = phi i64 [ %middle, %pair ], [ %y2, %take ]
  %k = phi i64 [ %low, %pair ], [ %k2, %take ]
  %x.left = icmp ult i64 %x, %middle
  %y.left = icmp ult i64 %y, %high
  %both = and i1 %x.left, %y.left
  br i1 %both, label %compare, label %alone
compare:
  %x.at = getelementptr i64, ptr %from, i64 %x
  %x.number = load i64, ptr %x.at, align 8
  %x.key.at = getelementptr double, ptr %key, i64 %x.number
  %x.key = load double, ptr %x.key.at, align 8
  %y.at = getelementptr i64, ptr %from, i64 %y
  %y.number = load i64, ptr %y.at, align 8
  %y.key.at = getelementptr double, ptr %key, i64 %y.number
  %y.key = load double, ptr %y.key.at, align 8
  %y.first = fcmp olt double %y.key, %x.key
  br label %take
alone:
  %any = or i1 %x.left, %y.left
  br i1 %any, label %take, label %merged
take:
  %second = phi i1 [ %y.first, %compare ], [ %y.left, %alone ]
  %place = select i1 %second, i64 %y, i64 %x
  %source.at = getelementptr i64, ptr %from, i64 %place
  %number = load i64, ptr %source.at, align 8
  %target.at = getelementptr i64, ptr %to, i64 %k
  store i64 %number, ptr %target.at, align 8
  %step = zext i1 %second to i64
  %y2 = add i64 %y, %step
  %k2 = add i64 %k, 1
  %x.step = sub i64 1, %step
  %x2 = add i64 %x, %x.step
  br label %merge
merged:
  %pair.more = icmp ult i64 %high, %n
  br i1 %pair.more, label %pair, label %widened
widened:
  %w2 = mul i64 %w, 2
  br label %width
sorted:
  %elsewhere = icmp ne ptr %from, %a
  br i1 %elsewhere, label %copy, label %end
copy:
  %size = mul i64 %n, 8
  call void @llvm.memcpy.p0.p0.i64(ptr %a, ptr %from, i64 %size, i1 false)
  br label %end
end:
  ret void
}

; Values in the order of a key; with %back, values that stand in its order at their departments again.
define internal void @reorder_by_order(ptr %values, ptr %key, ptr %out, i64 %n, i1 %back) #1 {
entry:
  %a = alloca i64, i64 %n, align 64
  %b = alloca i64, i64 %n, align 64
  call void @order(ptr %key, ptr %a, ptr %b, i64 %n)
  br label %step
step:
  %k = phi i64 [ 0, %entry ], [ %k2, %step ]
  %at = getelementptr i64, ptr %a, i64 %k
  %number = load i64, ptr %at, align 8
  %source = select i1 %back, i64 %k, i64 %number
  %target = select i1 %back, i64 %number, i64 %k
  %from = getelementptr double, ptr %values, i64 %source
  %to = getelementptr double, ptr %out, i64 %target
  %x = load double, ptr %from, align 8
  store double %x, ptr %to, align 8
  %k2 = add i64 %k, 1
  %more = icmp ult i64 %k2, %n
  br i1 %more, label %step, label %end
end:
  ret void
}

; Where eight departments stand in order, from 0, equal ones as they come: how many come before each of them.
define internal <8 x i64> @places(ptr %a, i64 %n, i64 %i) #1 {
entry:
  %at = getelementptr double, ptr %a, i64 %i
  %x = load <8 x double>, ptr %at, align 8
  %behind = add i64 %i, 8
  %short = icmp ult i64 %n, %behind
  %end8 = select i1 %short, i64 %n, i64 %behind
  %any = icmp ugt i64 %i, 0
  br i1 %any, label %before, label %beside
before:
  %j = phi i64 [ 0, %entry ], [ %j2, %before ]
  %place = phi <8 x i64> [ zeroinitializer, %entry ], [ %place2, %before ]
  %from = getelementptr double, ptr %a, i64 %j
  %y = load double, ptr %from, align 8
  %y1 = insertelement <8 x double> poison, double %y, i32 0
  %y8 = shufflevector <8 x double> %y1, <8 x double> poison, <8 x i32> zeroinitializer
  %first = fcmp ole <8 x double> %y8, %x
  %more = add <8 x i64> %place, <i64 1, i64 1, i64 1, i64 1, i64 1, i64 1, i64 1, i64 1>
  %place2 = select <8 x i1> %first, <8 x i64> %more, <8 x i64> %place
  %j2 = add i64 %j, 1
  %again = icmp ult i64 %j2, %i
  br i1 %again, label %before, label %beside
beside:
  %k = phi i64 [ 0, %entry ], [ %i, %before ], [ %k2, %beside ]
  %near = phi <8 x i64> [ zeroinitializer, %entry ], [ %place2, %before ], [ %near2, %beside ]
  %k.from = getelementptr double, ptr %a, i64 %k
  %z = load double, ptr %k.from, align 8
  %z1 = insertelement <8 x double> poison, double %z, i32 0
  %z8 = shufflevector <8 x double> %z1, <8 x double> poison, <8 x i32> zeroinitializer
  %less = fcmp olt <8 x double> %z8, %x
  %same = fcmp oeq <8 x double> %z8, %x
  %lane = sub i64 %k, %i
  %lane1 = insertelement <8 x i64> poison, i64 %lane, i32 0
  %lane8 = shufflevector <8 x i64> %lane1, <8 x i64> poison, <8 x i32> zeroinitializer
  %earlier = icmp ult <8 x i64> %lane8, <i64 0, i64 1, i64 2, i64 3, i64 4, i64 5, i64 6, i64 7>
  %tied = and <8 x i1> %same, %earlier
  %z.first = or <8 x i1> %less, %tied
  %near.more = add <8 x i64> %near, <i64 1, i64 1, i64 1, i64 1, i64 1, i64 1, i64 1, i64 1>
  %near2 = select <8 x i1> %z.first, <8 x i64> %near.more, <8 x i64> %near
  %k2 = add i64 %k, 1
  %k.again = icmp ult i64 %k2, %end8
  br i1 %k.again, label %beside, label %beyond
beyond:
  %rest = icmp ult i64 %end8, %n
  br i1 %rest, label %after, label %end
after:
  %l = phi i64 [ %end8, %beyond ], [ %l2, %after ]
  %far = phi <8 x i64> [ %near2, %beyond ], [ %far2, %after ]
  %l.from = getelementptr double, ptr %a, i64 %l
  %v = load double, ptr %l.from, align 8
  %v1 = insertelement <8 x double> poison, double %v, i32 0
  %v8 = shufflevector <8 x double> %v1, <8 x double> poison, <8 x i32> zeroinitializer
  %v.less = fcmp olt <8 x double> %v8, %x
  %far.more = add <8 x i64> %far, <i64 1, i64 1, i64 1, i64 1, i64 1, i64 1, i64 1, i64 1>
  %far2 = select <8 x i1> %v.less, <8 x i64> %far.more, <8 x i64> %far
  %l2 = add i64 %l, 1
  %l.again = icmp ult i64 %l2, %n
  br i1 %l.again, label %after, label %end
end:
  %found = phi <8 x i64> [ %near2, %beyond ], [ %far2, %after ]
  ret <8 x i64> %found
}

; The same for few departments, each counted against all.
define internal void @reorder_by_places(ptr %values, ptr %key, ptr %out, i64 %n, i1 %back) #1 {
entry:
  %room = alloca <8 x i64>, align 64
  br label %block
block:
  %i = phi i64 [ 0, %entry ], [ %i2, %placed ]
  %places = call <8 x i64> @places(ptr %key, i64 %n, i64 %i)
  store <8 x i64> %places, ptr %room, align 64
  %end8 = add i64 %i, 8
  %short = icmp ult i64 %n, %end8
  %last = select i1 %short, i64 %n, i64 %end8
  br label %step
step:
  %k = phi i64 [ %i, %block ], [ %k2, %step ]
  %lane = sub i64 %k, %i
  %slot = getelementptr i64, ptr %room, i64 %lane
  %place = load i64, ptr %slot, align 8
  %source = select i1 %back, i64 %place, i64 %k
  %target = select i1 %back, i64 %k, i64 %place
  %from = getelementptr double, ptr %values, i64 %source
  %to = getelementptr double, ptr %out, i64 %target
  %x = load double, ptr %from, align 8
  store double %x, ptr %to, align 8
  %k2 = add i64 %k, 1
  %more = icmp ult i64 %k2, %last
  br i1 %more, label %step, label %placed
placed:
  %i2 = add i64 %i, 8
  %next = icmp ult i64 %i2, %n
  br i1 %next, label %block, label %end
end:
  ret void
}

define internal void @reorder(ptr %values, ptr %key, ptr %out, i64 %n, i1 %back) #1 {
  %many = icmp ugt i64 %n, 256
  br i1 %many, label %order, label %places
order:
  call void @reorder_by_order(ptr %values, ptr %key, ptr %out, i64 %n, i1 %back)
  ret void
places:
  call void @reorder_by_places(ptr %values, ptr %key, ptr %out, i64 %n, i1 %back)
  ret void
}

; Ranks from 1 of many departments, by their order; equal values share their mean rank.
define internal void @ranks_by_order(ptr %key, ptr %out, i64 %n) #1 {
entry:
  %a = alloca i64, i64 %n, align 64
  %b = alloca i64, i64 %n, align 64
  call void @order(ptr %key, ptr %a, ptr %b, i64 %n)
  br label %group
group:
  %first = phi i64 [ 0, %entry ], [ %last2, %written ]
  %first.at = getelementptr i64, ptr %a, i64 %first
  %first.number = load i64, ptr %first.at, align 8
  %first.key.at = getelementptr double, ptr %key, i64 %first.number
  %x = load double, ptr %first.key.at, align 8
  br label %look
look:
  %last = phi i64 [ %first, %group ], [ %last2, %same ]
  %last2 = add i64 %last, 1
  %over = icmp uge i64 %last2, %n
  br i1 %over, label %rank, label %next
next:
  %next.at = getelementptr i64, ptr %a, i64 %last2
  %next.number = load i64, ptr %next.at, align 8
  %next.key.at = getelementptr double, ptr %key, i64 %next.number
  %y = load double, ptr %next.key.at, align 8
  %equal = fcmp oeq double %x, %y
  br i1 %equal, label %same, label %rank
same:
  br label %look
rank:
  %ends = add i64 %first, %last
  %ends.number = uitofp i64 %ends to double
  %middle = fmul double %ends.number, 0.5
  %mean = fadd double %middle, 1.0
  br label %write
write:
  %k = phi i64 [ %first, %rank ], [ %k2, %write ]
  %at = getelementptr i64, ptr %a, i64 %k
  %number = load i64, ptr %at, align 8
  %to = getelementptr double, ptr %out, i64 %number
  store double %mean, ptr %to, align 8
  %k2 = add i64 %k, 1
  %more = icmp ult i64 %k2, %last2
  br i1 %more, label %write, label %written
written:
  %rest = icmp ult i64 %last2, %n
  br i1 %rest, label %group, label %end
end:
  ret void
}

define internal void @sorted(ptr %values, ptr %key, ptr %out, i64 %n) #1 {
  call void @reorder(ptr %values, ptr %key, ptr %out, i64 %n, i1 false)
  ret void
}

define internal void @unsorted(ptr %ordered, ptr %key, ptr %out, i64 %n) #1 {
  call void @reorder(ptr %ordered, ptr %key, ptr %out, i64 %n, i1 true)
  ret void
}

declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
declare double @llvm.sqrt.f64(double)
declare double @llvm.fabs.f64(double)
declare <8 x double> @llvm.sqrt.v8f64(<8 x double>)
declare <8 x double> @llvm.fabs.v8f64(<8 x double>)

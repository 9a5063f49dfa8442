;; The repulsion between points in the plane, through all pairs, four at a time: for each row i
;;   (sum_j w^2 (x_i - x_j), sum_j w^2 (y_i - y_j)),  w = 1 / (1 + (x_i - x_j)^2 + (y_i - y_j)^2).
;; Memory, in float32 arrays of $padded numbers (a multiple of 4) one behind the other: x, y, and the two sums. Places
;; beyond the last point hold 1e18, whose w is nothing. tsne-repulsion.wasm is this text, translated by
;; `npx wat2wasm --enable-threads lib/ml/tsne-repulsion.wat -o lib/ml/tsne-repulsion.wasm`.
(module
  (import "env" "memory" (memory 1 65536 shared))

  ;; Computes the rows $first to $end - 1. Returns the sum of their w, those of i = j included.
  (func (export "repel") (param $first i32) (param $end i32) (param $padded i32) (result f64)
    (local $i i32) (local $j i32) (local $rows i32) (local $bytes i32)
    (local $x v128) (local $y v128) (local $dx v128) (local $dy v128) (local $w v128) (local $one v128)
    (local $sumX v128) (local $sumY v128) (local $sumW v128) (local $total f64)
    (local.set $one (v128.const f32x4 1 1 1 1))
    (local.set $rows (i32.shl (local.get $end) (i32.const 2)))
    (local.set $bytes (i32.shl (local.get $padded) (i32.const 2)))
    (local.set $i (i32.shl (local.get $first) (i32.const 2)))
    (block $done
      (loop $row
        (br_if $done (i32.ge_u (local.get $i) (local.get $rows)))
        (local.set $x (v128.load32_splat (local.get $i)))
        (local.set $y (v128.load32_splat (i32.add (local.get $i) (local.get $bytes))))
        (local.set $sumX (v128.const f32x4 0 0 0 0))
        (local.set $sumY (v128.const f32x4 0 0 0 0))
        (local.set $sumW (v128.const f32x4 0 0 0 0))
        (local.set $j (i32.const 0))
        (loop $pairs
          (local.set $dx (f32x4.sub (local.get $x) (v128.load (local.get $j))))
          (local.set $dy (f32x4.sub (local.get $y) (v128.load (i32.add (local.get $j) (local.get $bytes)))))
          (local.set $w
            (f32x4.div
              (local.get $one)
              (f32x4.add
                (local.get $one)
                (f32x4.add
                  (f32x4.mul (local.get $dx) (local.get $dx))
                  (f32x4.mul (local.get $dy) (local.get $dy))))))
          (local.set $sumW (f32x4.add (local.get $sumW) (local.get $w)))
          (local.set $w (f32x4.mul (local.get $w) (local.get $w)))
          (local.set $sumX (f32x4.add (local.get $sumX) (f32x4.mul (local.get $w) (local.get $dx))))
          (local.set $sumY (f32x4.add (local.get $sumY) (f32x4.mul (local.get $w) (local.get $dy))))
          (local.set $j (i32.add (local.get $j) (i32.const 16)))
          (br_if $pairs (i32.lt_u (local.get $j) (local.get $bytes))))
        (f32.store
          (i32.add (local.get $i) (i32.shl (local.get $bytes) (i32.const 1)))
          (call $sum (local.get $sumX)))
        (f32.store
          (i32.add (local.get $i) (i32.mul (local.get $bytes) (i32.const 3)))
          (call $sum (local.get $sumY)))
        (local.set $total (f64.add (local.get $total) (f64.promote_f32 (call $sum (local.get $sumW)))))
        (local.set $i (i32.add (local.get $i) (i32.const 4)))
        (br $row)))
    (local.get $total))

  ;; Sum of four numbers.
  (func $sum (param $of v128) (result f32)
    (f32.add
      (f32.add (f32x4.extract_lane 0 (local.get $of)) (f32x4.extract_lane 1 (local.get $of)))
      (f32.add (f32x4.extract_lane 2 (local.get $of)) (f32x4.extract_lane 3 (local.get $of))))))

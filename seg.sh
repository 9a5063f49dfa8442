for s in 2 1 3; do npm run notebooks -- 01 related/segmentation --seed $s --out outputs/seg$s > /work/logs/seg$s.log 2>&1; done

using ActiveSeg.Nets.Plans;

namespace ActiveSeg.Nets.SelfSupervision;

/// <summary>Makes the plan of pre-training steps: more and smaller patches than in training with labels, so that pairs of several scans meet.</summary>
internal static class PretrainingPatches
{
    private const int FewestSteps = 2;

    /// <summary>The longest side is shortened, two deepest steps at least being left, until the pairs fit the plan's voxels a step.</summary>
    public static NetPlan Of(NetPlan plan, int pairs)
    {
        var wanted = 2 * pairs;
        var voxels = plan.TrainBatchSize * plan.PatchPixels;
        int[] steps = [plan.SliceStep, plan.Step, plan.Step];
        int[] sides = [plan.PatchSlices, plan.PatchRows, plan.PatchColumns];
        while (voxels / (sides[0] * sides[1] * sides[2]) < wanted)
        {
            var longest = Enumerable.Range(plan.Dimensions == 3 ? 0 : 1, plan.Dimensions)
                .Where(a => sides[a] > FewestSteps * steps[a]).OrderByDescending(a => sides[a]).FirstOrDefault(-1);
            if (longest < 0)
            {
                break;
            }

            sides[longest] -= steps[longest];
        }

        return plan with
        {
            PatchSlices = sides[0],
            PatchRows = sides[1],
            PatchColumns = sides[2],
            TrainBatchSize = Math.Clamp(voxels / (sides[0] * sides[1] * sides[2]) / 2 * 2, Math.Min(4, wanted), wanted),
            SupervisedLevels = 0,
        };
    }
}

namespace ActiveSeg.Planning.Statistics.Summaries;

/// <summary>The one number that stands for a learning curve in a comparison.</summary>
public static class CurveSummaries
{
    /// <summary>Area under the curve by the trapezoid rule, in budget times value.</summary>
    /// <exception cref="NotEstimableException">The curve has one point.</exception>
    public static double Area(BudgetCurve curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        return Trapezoids(curve, budget => budget);
    }

    /// <summary>Area under the curve over an axis of length 1: a constant curve of .1 gives .1.</summary>
    /// <param name="curve">At least two budgets.</param>
    /// <param name="axis">Default: logarithmic.</param>
    /// <exception cref="NotEstimableException">The curve has one point.</exception>
    public static double Aulc(BudgetCurve curve, BudgetAxis axis = BudgetAxis.Logarithmic)
    {
        ArgumentNullException.ThrowIfNull(curve);
        Func<double, double> place = axis switch
        {
            BudgetAxis.Logarithmic => Math.Log,
            BudgetAxis.Linear => budget => budget,
            BudgetAxis.EqualSteps => budget => curve.Budgets.IndexOf(budget),
            _ => throw new ArgumentOutOfRangeException(nameof(axis), axis, "no such axis"),
        };
        return Trapezoids(curve, place) / (place(curve.Budgets[^1]) - place(curve.Budgets[0]));
    }

    /// <summary>Value at the largest budget.</summary>
    public static double Final(BudgetCurve curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        return curve.Values[^1];
    }

    /// <summary>Labels at which the curve, made non-decreasing, first meets the target; straight between budgets.</summary>
    /// <param name="curve">One run's curve, or the mean of several.</param>
    /// <param name="target">A value such as 95 % of the full-data Dice.</param>
    public static LabelsToTarget LabelsTo(BudgetCurve curve, double target)
    {
        ArgumentNullException.ThrowIfNull(curve);
        var rising = Isotonic.Fit(curve.Values.AsSpan());
        if (rising[0] >= target)
        {
            return LabelsToTarget.ReachedAtStart(curve.Budgets[0]);
        }

        for (var i = 1; i < rising.Length; i++)
        {
            if (rising[i] >= target)
            {
                var share = (target - rising[i - 1]) / (rising[i] - rising[i - 1]);
                return LabelsToTarget.Reached(curve.Budgets[i - 1] + (share * (curve.Budgets[i] - curve.Budgets[i - 1])));
            }
        }

        return LabelsToTarget.NotReached(curve.Budgets[^1]);
    }

    /// <summary>Labels that one curve takes to a share of the full-data value, over what another takes; below 1 is a saving.</summary>
    /// <param name="curve">The policy's.</param>
    /// <param name="reference">The baseline's.</param>
    /// <param name="fullValue">Value with all labels.</param>
    /// <param name="share">Default: 95 %.</param>
    public static LabelRatio LabelsRatio(BudgetCurve curve, BudgetCurve reference, double fullValue, double share = 0.95) =>
        LabelsTo(curve, share * fullValue).Over(LabelsTo(reference, share * fullValue));

    /// <summary>How many times fewer labels a policy takes to what random sampling has in the end; above 1 is faster.</summary>
    /// <remarks>
    /// <para>Both curves are made non-decreasing first, so that a flat end counts from where it begins. The inverse is the
    /// share of labels needed to match random.</para>
    /// </remarks>
    public static LabelRatio SpeedUp(BudgetCurve curve, BudgetCurve random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var level = Isotonic.Fit(random.Values.AsSpan())[^1];
        return LabelsTo(random, level).Over(LabelsTo(curve, level));
    }

    private static double Trapezoids(BudgetCurve curve, Func<double, double> place)
    {
        if (curve.Budgets.Length < 2)
        {
            throw new NotEstimableException("an area under the curve needs at least two budgets; there is one");
        }

        var area = 0.0;
        for (var i = 1; i < curve.Budgets.Length; i++)
        {
            area += (place(curve.Budgets[i]) - place(curve.Budgets[i - 1])) * (curve.Values[i] + curve.Values[i - 1]) / 2;
        }

        return area;
    }
}

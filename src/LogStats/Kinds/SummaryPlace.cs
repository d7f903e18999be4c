namespace LogStats.Kinds;

/// <summary>What decides where a summary stands among others.</summary>
/// <param name="By">What it is grouped by.</param>
/// <param name="Parts">How many values make its group: fewer where it was folded together of many.</param>
/// <param name="Weight">How much it counts.</param>
/// <param name="Name">What the group is called.</param>
internal readonly record struct SummaryPlace<TGroup>(IReadOnlyList<TGroup> By, int Parts, long Weight, string Name)
    where TGroup : struct, Enum
{
    public bool IsRest => Parts < By.Count;
}

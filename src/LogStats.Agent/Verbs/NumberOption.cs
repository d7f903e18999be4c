using System.CommandLine;
using System.Globalization;

namespace LogStats.Agent.Verbs;

/// <summary>Options that take a whole number.</summary>
internal static class NumberOption
{
    /// <param name="least">The smallest number that makes sense.</param>
    public static Option<int?> Create(string name, int least, string description) => new(name)
    {
        Description = description,
        HelpName = "n",
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least)
            {
                return number;
            }

            result.AddError($"{name} takes a whole number from {least}, not '{result.Tokens[0].Value}'");
            return null;
        },
    };
}

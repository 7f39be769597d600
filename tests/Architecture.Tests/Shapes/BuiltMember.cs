namespace ActiveSeg.Architecture.Tests.Shapes;

/// <summary>A method or field that other projects can see.</summary>
/// <param name="Name">Its name; "set_X" for the setter of X.</param>
/// <param name="Signature">Types that it returns and takes.</param>
/// <param name="Settable">Whether it lets others change a value that exists; "init" does not.</param>
internal sealed record BuiltMember(string Name, string Signature, bool Settable);

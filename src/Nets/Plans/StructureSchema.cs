using System.Collections.Immutable;

namespace ActiveSeg.Nets.Plans;

/// <summary>The structures of a project in the order of the network's classes; class 0 is background.</summary>
public sealed record StructureSchema
{
    /// <summary>Creates a schema.</summary>
    /// <exception cref="ArgumentException">No structure, label 0, an empty name, or a label or name given twice.</exception>
    public StructureSchema(ImmutableArray<Structure> structures)
    {
        if (structures.IsDefaultOrEmpty)
        {
            throw new ArgumentException("a schema needs at least one structure", nameof(structures));
        }

        foreach (var structure in structures)
        {
            if (structure is null)
            {
                throw new ArgumentException("a structure of the schema is missing", nameof(structures));
            }

            if (structure.Label == 0 || string.IsNullOrWhiteSpace(structure.Name))
            {
                throw new ArgumentException($"structure '{structure.Name}' with label {structure.Label}: label 0 and empty names are not allowed", nameof(structures));
            }
        }

        if (structures.DistinctBy(s => s.Label).Count() != structures.Length
            || structures.DistinctBy(s => s.Name).Count() != structures.Length)
        {
            throw new ArgumentException("a label or name occurs twice in the schema", nameof(structures));
        }

        Structures = structures;
    }

    /// <summary>Structures; number <c>i</c> is class <c>i + 1</c>.</summary>
    public ImmutableArray<Structure> Structures { get; }

    /// <summary>Number of classes, background included.</summary>
    public int Classes => Structures.Length + 1;

    /// <summary>Whether two schemas have the same structures in the same order.</summary>
    public bool Equals(StructureSchema? other) => other is not null && Structures.SequenceEqual(other.Structures);

    /// <inheritdoc />
    public override int GetHashCode() => Structures.Aggregate(17, HashCode.Combine);

    /// <summary>Class of every label, 255 for labels the schema does not know. Shape: <c>[256]</c>.</summary>
    internal byte[] ClassOfLabel()
    {
        var classes = new byte[256];
        Array.Fill(classes, byte.MaxValue);
        classes[0] = 0;
        for (var i = 0; i < Structures.Length; i++)
        {
            classes[Structures[i].Label] = (byte)(i + 1);
        }

        return classes;
    }
}
